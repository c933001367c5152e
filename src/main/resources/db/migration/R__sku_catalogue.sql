-- The products most organizations have, with their service plans: what Microsoft calls them, and which plan is of no use without
-- another. 'tenantry skus import' loads Microsoft's whole list over this, and what it loaded is not overwritten from here.
INSERT INTO service_plans AS p (id, name, display_name, applies_to) VALUES
    ('41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'AAD_PREMIUM', 'Microsoft Entra ID P1', 'User'),
    ('eec0eb4f-6444-4f95-aba0-50c24d67f998', 'AAD_PREMIUM_P2', 'Microsoft Entra ID P2', 'User'),
    ('de377cbc-0019-4ec2-b77c-3f223947e102', 'AAD_SMB', 'Azure Active Directory', 'User'),
    ('61d18b02-6889-479f-8f36-56e6e0fe5792', 'ADALLOM_FOR_AATP', 'SecOps Investigation for MDI', 'User'),
    ('932ad362-64a8-4783-9106-97849a1a30b9', 'ADALLOM_S_DISCOVERY', 'CLOUD APP SECURITY DISCOVERY', 'User'),
    ('8c098270-9dd4-4350-9b30-ba4703f3b36b', 'ADALLOM_S_O365', 'Office 365 Advanced Security Management', 'User'),
    ('2e2ddb96-6af9-4b1d-a3f0-d6ecfd22edb2', 'ADALLOM_S_STANDALONE', 'Microsoft Cloud App Security', 'User'),
    ('14ab5db5-e6c4-4b20-b4bc-13e36fd2227f', 'ATA', 'Microsoft Defender for Identity', 'User'),
    ('f20fedf3-f3c3-43c3-8267-2bfdd51c0939', 'ATP_ENTERPRISE', 'Microsoft Defender for Office 365 (Plan 1)', 'User'),
    ('2049e525-b859-401b-b2a0-e0a31c4b1fe4', 'BI_AZURE_P0', 'Power BI (free)', 'User'),
    ('70d33638-9c74-4d01-bfd3-562de28bd4ba', 'BI_AZURE_P2', 'Power BI Pro', 'User'),
    ('0bf3c642-7bb5-4ccc-884e-59d09df0266c', 'BI_AZURE_P3', 'Power BI Premium Per User', 'User'),
    ('0d0c0d31-fae7-41f2-b909-eaf4d7f26dba', 'Bing_Chat_Enterprise', 'Commercial data protection for Microsoft Copilot', 'User'),
    ('9bec7e34-c9fa-40b7-a9d1-bd6d1165c7ed', 'BPOS_S_DlpAddOn', 'Data Loss Prevention', 'User'),
    ('5e62787c-c316-451f-b873-1d05acd4d12c', 'BPOS_S_TODO_1', 'To-Do (Plan 1)', 'User'),
    ('c87f142c-d1e9-4363-8630-aaea9c4d9ae5', 'BPOS_S_TODO_2', 'To-Do (Plan 2)', 'User'),
    ('3fb82609-8c27-4f7b-bd51-30634711ee67', 'BPOS_S_TODO_3', 'To-Do (Plan 3)', 'User'),
    ('80873e7a-cd2a-4e67-b061-1b5381a676a5', 'BPOS_S_TODO_FIRSTLINE', 'To-Do (Firstline)', 'User'),
    ('90db65a7-bf11-4904-a79f-ef657605145b', 'CDS_O365_F1', 'Common Data Service for Teams_F1', 'User'),
    ('bed136c6-b799-4462-824d-fc045d3a9d25', 'CDS_O365_P1', 'Common Data Service for Teams', 'User'),
    ('95b76021-6a53-4741-ab8b-1d1f3d66a95a', 'CDS_O365_P2', 'Common Data Service for Teams', 'User'),
    ('afa73018-811e-46e9-988f-f75d2b1b8430', 'CDS_O365_P3', 'Common Data Service for Teams_P3', 'User'),
    ('91f50f7b-2204-4803-acac-5cf5668b8b39', 'CDSAICAPACITY_PERUSER', 'DO NOT USE - AI Builder capacity Per User add-on', 'User'),
    ('74d93933-6f22-436e-9441-66d205435abb', 'CDSAICAPACITY_PERUSER_NEW', 'AI Builder capacity Per User add-on', 'User'),
    ('a1ace008-72f3-4ea0-8dac-33b3a23a2472', 'CLIPCHAMP', 'Microsoft Clipchamp', 'User'),
    ('41fcdd7d-4733-4863-9cf4-c65b83ce2df4', 'COMMUNICATIONS_COMPLIANCE', 'Microsoft Communications Compliance', 'User'),
    ('6dc145d6-95dd-4191-b9c3-185575ee6f6b', 'COMMUNICATIONS_DLP', 'Microsoft Communications DLP', 'User'),
    ('d9fa6af4-e046-4c89-9226-729a0786685d', 'Content_Explorer', 'Information Protection and Governance Analytics - Premium', 'User'),
    ('2b815d45-56e4-4e3a-b65c-66cb9175b560', 'ContentExplorer_Standard', 'Information Protection and Governance Analytics - Standard', 'User'),
    ('c815c93d-0759-4bb8-b857-bc921a71be83', 'CORTEX', 'Microsoft Viva Topics', 'User'),
    ('6db1f1db-2b46-403f-be40-e39395f08dbb', 'CUSTOMER_KEY', 'Microsoft Customer Key', 'User'),
    ('3ec18638-bd4c-4d3b-8905-479ed636b83e', 'CustomerLockboxA_Enterprise', 'Customer Lockbox (A)', 'User'),
    ('5b1e5982-0e88-47bb-a95e-ae6085eda612', 'D365_CSI_EMBED_CSEnterprise', 'Dynamics 365 Customer Service Insights for CS Enterprise', 'User'),
    ('46129a58-a698-46f0-aa5b-17f6586297d9', 'DATA_INVESTIGATIONS', 'Microsoft Data Investigations', 'User'),
    ('99cd49a9-0e54-4e07-aea1-d8d9f5f704f5', 'Defender_for_Iot_Enterprise', 'Defender for IoT - Enterprise IoT Security', 'User'),
    ('8c7d2df8-86f0-4902-b2ed-a0458298f3b3', 'Deskless', 'Microsoft StaffHub', 'User'),
    ('a6f677b3-62a6-4644-93e7-2a85d240845e', 'DYN365_CDS_FOR_PROJECT_P1', 'COMMON DATA SERVICE FOR PROJECT P1', 'User'),
    ('ca6e61ec-d4f4-41eb-8b88-d96e0e14323f', 'DYN365_CDS_O365_F1', 'Common Data Service - O365 F1', 'User'),
    ('40b010bb-0b69-4654-ac5e-ba161433f4b4', 'DYN365_CDS_O365_P1', 'Common Data Service', 'User'),
    ('4ff01e01-1ba7-4d71-8cf8-ce96c3bbcf14', 'DYN365_CDS_O365_P2', 'Common Data Service', 'User'),
    ('28b0fa46-c39a-4188-89e2-58e979a6b014', 'DYN365_CDS_O365_P3', 'Common Data Service - O365 P3', 'User'),
    ('6ea4c1ef-c259-46df-bce2-943342cd3cb2', 'DYN365_CDS_P2', 'Common Data Service - P2', 'User'),
    ('50554c47-71d9-49fd-bc54-42a2765c555c', 'DYN365_CDS_PROJECT', 'Common Data Service for Project', 'User'),
    ('17ab22cd-a0b3-4536-910a-cb6eb12696c0', 'DYN365_CDS_VIRAL', 'COMMON DATA SERVICE', 'User'),
    ('99340b49-fb81-4b1e-976b-8f2ae8e9394f', 'DYN365_ENTERPRISE_CUSTOMER_SERVICE', 'MICROSOFT SOCIAL ENGAGEMENT - SERVICE DISCONTINUATION', 'User'),
    ('2da8e897-7791-486b-b08f-cc63c8129df7', 'DYN365_ENTERPRISE_SALES', 'DYNAMICS 365 FOR SALES', 'User'),
    ('920656a2-7dd8-4c83-97b6-a356414dbd36', 'DYN365_FINANCIALS_BUSINESS', 'Dynamics 365 for Business Central Essentials', 'User'),
    ('39b5c996-467e-4e60-bd62-46066f572726', 'DYN365BC_MS_INVOICING', 'Microsoft Invoicing', 'User'),
    ('4de31727-a228-4ec3-a5bf-8e45b5ca48cc', 'EQUIVIO_ANALYTICS', 'Office 365 Advanced eDiscovery', 'User'),
    ('531ee2f8-b1cb-453b-9c21-d2180d014ca5', 'EXCEL_PREMIUM', 'Microsoft Excel Advanced Analytics', 'User'),
    ('34c0d7a0-a70f-4668-9238-47f9fc208882', 'EXCHANGE_ANALYTICS', 'Microsoft MyAnalytics (Full)', 'User'),
    ('176a09a6-7ec5-4039-ac02-b2791c6ba793', 'EXCHANGE_S_ARCHIVE_ADDON', 'Exchange Online Archiving', 'User'),
    ('4a82b400-a79f-41a4-b4e2-e94f5787b113', 'EXCHANGE_S_DESKLESS', 'Exchange Online Kiosk', 'User'),
    ('efb87545-963c-4e0d-99df-69c6916d9eb0', 'EXCHANGE_S_ENTERPRISE', 'Exchange Online (Plan 2)', 'User'),
    ('113feb6c-3fe4-4440-bddc-54d774bf0318', 'EXCHANGE_S_FOUNDATION', 'Exchange Foundation', 'Company'),
    ('9aaf7827-d63c-4b61-89c3-182f06f82e5c', 'EXCHANGE_S_STANDARD', 'Exchange Online (Plan 1)', 'User'),
    ('7e6d7d78-73de-46ba-83b1-6d25117334ba', 'FLOW_DYN_APPS', 'FLOW FOR DYNAMICS 365', 'User'),
    ('fa200448-008c-4acb-abd4-ea106ed2199d', 'FLOW_FOR_PROJECT', 'Flow for Project', 'User'),
    ('0f9b09cb-62d1-4ff4-9129-43f4996f83f4', 'FLOW_O365_P1', 'Power Automate for Office 365', 'User'),
    ('76846ad7-7776-4c40-a281-a386362dd1b9', 'FLOW_O365_P2', 'Power Automate for Office 365', 'User'),
    ('07699545-9485-468e-95b6-2fca3738be01', 'FLOW_O365_P3', 'Power Automate for Office 365', 'User'),
    ('bd91b1a4-9f94-4ecf-b45b-3a65e5c8128a', 'FLOW_O365_S1', 'Power Automate for Office 365 F3', 'User'),
    ('50e68c76-46c6-4674-81f9-75456511b170', 'FLOW_P2_VIRAL', 'FLOW FREE', 'User'),
    ('c5002c70-f725-4367-b409-f0eff4fee6c0', 'FLOW_PER_USER', 'Flow per user plan', 'User'),
    ('dc789ed8-0170-4b65-a415-eb77d5bb350a', 'Flow_PowerApps_PerUser', 'Power Automate for Power Apps per User Plan', 'User'),
    ('159f4cd6-e380-449f-a816-af1a9ef76344', 'FORMS_PLAN_E1', 'Microsoft Forms (Plan E1)', 'User'),
    ('2789c901-c14e-48ab-a76a-be334d9d793a', 'FORMS_PLAN_E3', 'Microsoft Forms (Plan E3)', 'User'),
    ('e212cbc7-0961-4c40-9825-01117710dcb1', 'FORMS_PLAN_E5', 'Microsoft Forms (Plan E5)', 'User'),
    ('f07046bd-2a3c-4b96-b0be-dea79d7cbfb8', 'FORMS_PLAN_K', 'Microsoft Forms (Plan F1)', 'User'),
    ('67bf4812-f90b-4db9-97e7-c0bbbf7b2d09', 'Forms_Pro_Service', 'Microsoft Dynamics 365 Customer Voice for Customer Service Enterprise', 'User'),
    ('82d30987-df9b-4486-b146-198b21d164c7', 'GRAPH_CONNECTORS_COPILOT', 'Graph Connectors in Microsoft 365 Copilot', 'User'),
    ('a6520331-d7d4-4276-95f5-15c0933bc757', 'GRAPH_CONNECTORS_SEARCH_INDEX', 'Graph Connectors Search with Index', 'User'),
    ('b74d57b2-58e9-484a-9731-aeccbba954f0', 'GRAPH_CONNECTORS_SEARCH_INDEX_TOPICEXP', 'Graph Connectors Search with Index (Microsoft Viva Topics)', 'User'),
    ('e26c2fcc-ab91-4a61-b35c-03cdc8dddf66', 'INFO_GOVERNANCE', 'Microsoft Information Governance', 'User'),
    ('c4801e8a-cb58-4c35-aca6-f2dcc106f287', 'INFORMATION_BARRIERS', 'Information Barriers', 'User'),
    ('d587c7a3-bda9-4f99-8776-9bcf59c84f75', 'INSIDER_RISK', 'Microsoft Insider Risk Management', 'User'),
    ('9d0c4ee5-e4a1-4625-ab39-d82b619b1a34', 'INSIDER_RISK_MANAGEMENT', 'RETIRED - Microsoft Insider Risk Management', 'User'),
    ('c1ec4a95-1f05-45b3-a911-aa3fa01094f5', 'INTUNE_A', 'Microsoft Intune', 'User'),
    ('1689aade-3d6a-4bfc-b017-46d2672df5ad', 'Intune_Defender', 'MDE_SecurityManagement', 'User'),
    ('882e1d05-acd1-4ccb-8708-6ee03664b117', 'INTUNE_O365', 'Mobile Device Management for Office 365', 'Company'),
    ('8e9ff0ff-aa7a-4b20-83c1-2f636b600ac2', 'INTUNE_SMBIZ', 'Microsoft Intune', 'User'),
    ('73b2a583-6a59-42e3-8e83-54db46bc3278', 'KAIZALA_O365_P1', 'Microsoft Kaizala Pro Plan 1', 'User'),
    ('54fc630f-5a40-48ee-8965-af0503c1386e', 'KAIZALA_O365_P2', 'Microsoft Kaizala Pro', 'User'),
    ('aebd3021-9f8f-4bf8-bbe3-0ed2f4f047a1', 'KAIZALA_O365_P3', 'Microsoft Kaizala Pro', 'User'),
    ('0898bdbb-73b0-471a-81e5-20f1fe4dd66e', 'KAIZALA_STANDALONE', 'Microsoft Kaizala', 'User'),
    ('9f431833-0334-42de-a7dc-70aa40db46db', 'LOCKBOX_ENTERPRISE', 'Customer Lockbox', 'User'),
    ('2f442157-a11c-46b9-ae5b-6e39ff4e5849', 'M365_ADVANCED_AUDITING', 'Microsoft 365 Advanced Auditing', 'User'),
    ('f6de4823-28fa-440b-b886-4783fa86ddba', 'M365_AUDIT_PLATFORM', 'Microsoft 365 Audit Platform', 'User'),
    ('a62f8878-de10-42f3-b68f-6149a25ceb97', 'M365_COPILOT_APPS', 'Microsoft 365 Copilot in Productivity Apps', 'User'),
    ('3f30311c-6b1e-48a4-ab79-725b469da960', 'M365_COPILOT_BUSINESS_CHAT', 'Microsoft 365 Chat', 'User'),
    ('89f1c4c8-0878-40f7-804d-869c9128ab5d', 'M365_COPILOT_CONNECTORS', 'Power Platform Connectors in Microsoft 365 Copilot', 'User'),
    ('931e4a88-a67f-48b5-814f-16a5f1e6028d', 'M365_COPILOT_INTELLIGENT_SEARCH', 'Intelligent Search', 'User'),
    ('b95945de-b3bd-46db-8437-f2beb6ea2347', 'M365_COPILOT_TEAMS', 'Microsoft 365 Copilot in Microsoft Teams', 'User'),
    ('6f23d6a9-adbf-481c-8538-b4c095654487', 'M365_LIGHTHOUSE_CUSTOMER_PLAN1', 'Microsoft 365 Lighthouse (Plan 1)', 'User'),
    ('d55411c9-cfff-40a9-87c7-240f14df7da5', 'M365_LIGHTHOUSE_PARTNER_PLAN1', 'Microsoft 365 Lighthouse (Plan 2)', 'User'),
    ('711413d0-b36e-4cd4-93db-0a50a4ab7ea3', 'MCO_VIRTUAL_APPT', 'Microsoft Teams Premium Virtual Appointments', 'User'),
    ('4828c8ec-dc2e-4779-b502-87ac9ce28ab7', 'MCOEV', 'Microsoft 365 Phone System', 'User'),
    ('f47330e9-c134-43b3-9993-e7f004506889', 'MCOEV_VIRTUALUSER', 'Microsoft 365 Phone Standard Resource Account', 'User'),
    ('afc06cb0-b4f4-4473-8286-d644f70d8faf', 'MCOIMP', 'Skype for Business Online (Plan 1)', 'User'),
    ('3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40', 'MCOMEETADV', 'Microsoft 365 Audio Conferencing', 'User'),
    ('4ed3ff63-69d7-4fb7-b984-5aec7f605ca8', 'MCOPSTN1', 'DOMESTIC CALLING PLAN', 'User'),
    ('0feaeb32-d00e-4d66-bd5a-43b5b83db82c', 'MCOSTANDARD', 'Skype for Business Online (Plan 2)', 'User'),
    ('292cc034-7b7c-4950-aaf5-943befd3f1d4', 'MDE_LITE', 'Microsoft Defender for Endpoint Plan 1', 'User'),
    ('bfc1bbd9-981b-4f71-9b82-17c35fd0e2a4', 'MDE_SMB', 'Microsoft Defender for Business', 'User'),
    ('3efbd4ed-8958-4824-8389-1321f8730af8', 'MESH_AVATARS_ADDITIONAL_FOR_TEAMS', 'Avatars for Teams (additional)', 'User'),
    ('dcf9d2f4-772e-4434-b757-77a453cfbc02', 'MESH_AVATARS_FOR_TEAMS', 'Avatars for Teams', 'User'),
    ('f0ff6ac6-297d-49cd-be34-6dfef97f0c28', 'MESH_IMMERSIVE_FOR_TEAMS', 'Immersive spaces for Teams', 'User'),
    ('8a256a2b-b617-496d-b51b-e76466e88db0', 'MFA_PREMIUM', 'MICROSOFT AZURE MULTI-FACTOR AUTHENTICATION', 'User'),
    ('a413a9ff-720c-4822-98ef-2f37c2a21f4c', 'MICROSOFT_COMMUNICATION_COMPLIANCE', 'M365 Communication Compliance', 'User'),
    ('85704d55-2e73-47ee-93b4-4b8ea14db92b', 'MICROSOFT_ECDN', 'Microsoft eCDN', 'User'),
    ('c4b8c31a-fb44-4c65-9837-a21f55fcabda', 'MICROSOFT_LOOP', 'Microsoft Loop', 'User'),
    ('94065c59-bc8e-4e8b-89e5-5138d471eaff', 'MICROSOFT_SEARCH', 'Microsoft Search', 'User'),
    ('199a5c09-e0ca-4e37-8f7c-b05d533e1ea2', 'MICROSOFTBOOKINGS', 'Microsoft Bookings', 'User'),
    ('64bfac92-2b17-4482-b5e5-a0304429de3e', 'MICROSOFTENDPOINTDLP', 'Microsoft Endpoint DLP', 'User'),
    ('5136a095-5cf0-4aff-bec3-e84448b38ea5', 'MIP_S_CLP1', 'Information Protection for Office 365 - Standard', 'User'),
    ('efb0351d-3b08-4503-993d-383af8de41e3', 'MIP_S_CLP2', 'Information Protection for Office 365 - Premium', 'User'),
    ('cd31b152-6326-4d1b-ae1b-997b625182e6', 'MIP_S_Exchange', 'Data Classification in Microsoft 365', 'User'),
    ('d2d51368-76c9-4317-ada2-a12c004c432f', 'ML_CLASSIFICATION', 'Microsoft ML-Based Classification', 'User'),
    ('bf28f719-7844-4079-9c78-c1307898e192', 'MTP', 'Microsoft 365 Defender', 'User'),
    ('33c4f319-9bdd-48d6-9c4d-410b750a4a5a', 'MYANALYTICS_P2', 'Insights by MyAnalytics', 'User'),
    ('03acaee3-9492-4f40-aed4-bcb6b32981b6', 'NBENTERPRISE', 'MICROSOFT SOCIAL ENGAGEMENT - SERVICE DISCONTINUATION', 'User'),
    ('db4d623d-b514-490b-b7ef-8885eee514de', 'Nucleus', 'Nucleus', 'User'),
    ('5bfe124c-bbdc-4494-8835-f1297d457d79', 'O365_SB_Relationship_Management', 'RETIRED - Outlook Customer Manager', 'User'),
    ('094e7854-93fc-4d55-b2c0-3ab5369ebdc1', 'OFFICE_BUSINESS', 'Microsoft 365 Apps for business', 'User'),
    ('276d6e8a-f056-4f70-b7e8-4fc27f79f809', 'OFFICE_SHARED_COMPUTER_ACTIVATION', 'Office Shared Computer Activation', 'User'),
    ('c63d4d19-e8cb-460e-b37c-4d6c34603745', 'OFFICEMOBILE_SUBSCRIPTION', 'Office Mobile Apps for Office 365', 'User'),
    ('43de0ff5-c92c-492b-9116-175376d08c38', 'OFFICESUBSCRIPTION', 'Microsoft 365 Apps for enterprise', 'User'),
    ('da792a53-cbc0-4184-a10d-e544dd34b3c1', 'ONEDRIVE_BASIC', 'ONEDRIVE FOR BUSINESS BASIC', 'User'),
    ('4495894f-534f-41ca-9d3b-0ebf1220a423', 'ONEDRIVE_BASIC_P2', 'OneDrive for Business (Basic 2)', 'User'),
    ('afcafa6a-d966-4462-918c-ec0b4e0fe642', 'ONEDRIVEENTERPRISE', 'ONEDRIVEENTERPRISE', 'User'),
    ('13696edf-5a08-49f6-8134-03083ed8ba30', 'ONEDRIVESTANDARD', 'OneDrive for Business (Plan 1)', 'User'),
    ('b1188c4c-1b36-4018-b48b-ee07604f6feb', 'PAM_ENTERPRISE', 'Office 365 Privileged Access Management', 'User'),
    ('1fe6227d-3e01-46d0-9510-0acad4ff6e94', 'PLACES_CORE', 'RETIRED - Places Core', 'User'),
    ('00283e6b-2bd8-440f-a2d5-87358e4c89a1', 'Power_Automate_For_Project_P1', 'POWER AUTOMATE FOR PROJECT P1', 'User'),
    ('60bf28f9-2b70-4522-96f7-335f5e06c941', 'Power_Pages_Internal_User', 'Power Pages Internal User', 'User'),
    ('ba2fdb48-290b-4632-b46a-e4ecc58ac11a', 'POWER_VIRTUAL_AGENTS_O365_F1', 'Power Virtual Agents for Office 365 F1', 'User'),
    ('0683001c-0492-4d59-9515-d9a6426b5813', 'POWER_VIRTUAL_AGENTS_O365_P1', 'Power Virtual Agents for Office 365', 'User'),
    ('041fe683-03e4-45b6-b1af-c0cdc516daee', 'POWER_VIRTUAL_AGENTS_O365_P2', 'Power Virtual Agents for Office 365', 'User'),
    ('ded3d325-1bdc-453e-8432-5bac26d7a014', 'POWER_VIRTUAL_AGENTS_O365_P3', 'Power Virtual Agents for Office 365 P3', 'User'),
    ('874fc546-6efe-4d22-90b8-5c4e7aa59f4b', 'POWERAPPS_DYN_APPS', 'POWERAPPS FOR DYNAMICS 365', 'User'),
    ('92f7a6f3-b89b-4bbd-8c30-809e6da5ad1c', 'POWERAPPS_O365_P1', 'Power Apps for Office 365', 'User'),
    ('c68f8d98-5534-41c8-bf36-22fa496fa792', 'POWERAPPS_O365_P2', 'Power Apps for Office 365', 'User'),
    ('9c0dab89-a30c-4117-86e7-97bda240acd2', 'POWERAPPS_O365_P3', 'PowerApps for Office 365 Plan 3', 'User'),
    ('e0287f9f-e222-4f98-9a83-f379e249159a', 'POWERAPPS_O365_S1', 'Power Apps for Office 365 F3', 'User'),
    ('ea2cf03b-ac60-46ae-9c1d-eeaeb63cec86', 'POWERAPPS_PER_USER', 'Power Apps per User Plan', 'User'),
    ('617b097b-4b93-4ede-83de-5f075bb5fb2f', 'PREMIUM_ENCRYPTION', 'Premium Encryption in Office 365', 'User'),
    ('fafd7243-e5c1-4a3a-9e40-495efcb1d3c3', 'PROJECT_CLIENT_SUBSCRIPTION', 'PROJECT ONLINE DESKTOP CLIENT', 'User'),
    ('1259157c-8581-4875-bca7-2ffb18c51bda', 'PROJECT_ESSENTIALS', 'PROJECT ONLINE ESSENTIALS', 'User'),
    ('7f6f28c2-34bb-4d4b-be36-48ca2e77e1ec', 'PROJECT_O365_F3', 'Project for Office (Plan F)', 'User'),
    ('a55dfd10-0864-46d9-a3cd-da5991a3e0e2', 'PROJECT_O365_P1', 'Project for Office (Plan E1)', 'User'),
    ('31b4e2fc-4cd6-4e7d-9c1b-41407303bd66', 'PROJECT_O365_P2', 'Project for Office (Plan E3)', 'User'),
    ('b21a6b06-1988-436e-a07b-51ec6d9f52ad', 'PROJECT_O365_P3', 'Project for Office (Plan E5)', 'User'),
    ('4a12c688-56c6-461a-87b1-30d6f32136f9', 'PROJECT_P1', 'PROJECT P1', 'User'),
    ('818523f5-016b-4355-9be8-ed6944946ea7', 'PROJECT_PROFESSIONAL', 'Project P3', 'User'),
    ('b737dad2-2f6c-4c65-90e3-ca563267e8b9', 'PROJECTWORKMANAGEMENT', 'Microsoft Planner', 'User'),
    ('c948ea65-2053-4a5a-8a62-9eaaaf11b522', 'PURVIEW_DISCOVERY', 'Purview Discovery', 'User'),
    ('65cc641f-cccd-4643-97e0-a17e3045e541', 'RECORDS_MANAGEMENT', 'Microsoft Records Management', 'User'),
    ('31cf2cfc-6b0d-4adc-a336-88b724ed8122', 'RMS_S_BASIC', 'Microsoft Azure Rights Management Service', 'User'),
    ('bea4c11e-220a-4e6d-8eb8-8ea15d019f90', 'RMS_S_ENTERPRISE', 'Microsoft Microsoft Entra Rights', 'User'),
    ('6c57d4b6-3b23-47a5-9bc9-69f17b4947b3', 'RMS_S_PREMIUM', 'Azure Information Protection Premium P1', 'User'),
    ('5689bec4-755d-4753-8b61-40975025187c', 'RMS_S_PREMIUM2', 'Azure Information Protection Premium P2', 'User'),
    ('bf6f5520-59e3-4f82-974b-7dbbc4fd27c7', 'SAFEDOCS', 'Office 365 SafeDocs', 'User'),
    ('fe71d6c3-a2ea-4499-9778-da042bf08063', 'SHAREPOINT_PROJECT', 'SHAREPOINT_PROJECT', 'User'),
    ('902b47e5-dcb2-4fdc-858b-c63a90a2bdb9', 'SHAREPOINTDESKLESS', 'SharePoint Kiosk', 'User'),
    ('5dbe027f-2339-4123-9542-606e4d348a72', 'SHAREPOINTENTERPRISE', 'SHAREPOINT ONLINE (PLAN 2)', 'User'),
    ('c7699d2e-19aa-44de-8edf-1736da088ca1', 'SHAREPOINTSTANDARD', 'SHAREPOINTSTANDARD', 'User'),
    ('be5a7ed5-c598-4fcd-a061-5e6724c68a58', 'SHAREPOINTSTORAGE', 'Office 365 Extra File Storage', 'Company'),
    ('e95bec33-7c88-4a70-8e19-b10bd9d0c014', 'SHAREPOINTWAC', 'OFFICE ONLINE', 'User'),
    ('743dd19e-1ce3-4c62-a3ad-49ba8f63a2f6', 'STREAM_O365_E1', 'Microsoft Stream for Office 365 E1', 'User'),
    ('9e700747-8b1d-45e5-ab8d-ef187ceec156', 'STREAM_O365_E3', 'Microsoft Stream for Office 365 E3', 'User'),
    ('6c6042f5-6f01-4d67-b8c1-eb99d36eed3e', 'STREAM_O365_E5', 'Microsoft Stream for O365 E5 SKU', 'User'),
    ('3ffba0d2-38e5-4d5e-8ec0-98f2b05c09d9', 'STREAM_O365_K', 'Microsoft Stream for Office 365 F3', 'User'),
    ('3c53ea51-d578-46fa-a4c0-fd0a92809a60', 'STREAM_O365_SMB', 'Stream for Office 365', 'User'),
    ('a23b959c-7ce8-4e57-9140-b90eb88a9e97', 'SWAY', 'Sway', 'User'),
    ('57ff2da0-773e-42df-b2af-ffb7a2317929', 'TEAMS1', 'Microsoft Teams', 'User'),
    ('8081ca9c-188c-4b49-a8e5-c23b5e9463a8', 'Teams_Room_Basic', 'Teams Rooms Test 1', 'User'),
    ('ec17f317-f4bc-451e-b2da-0167e5c260f9', 'Teams_Room_Pro', 'Teams Rooms Test 2', 'User'),
    ('c8529366-cffd-4415-ab8f-be0144a33ab1', 'Teams_Rooms_Basic', 'Teams Rooms Basic', 'User'),
    ('cc8c0802-a325-43df-8cba-995d0c6cb373', 'TEAMSPRO_CUST', 'Microsoft Teams Premium Personalized', 'User'),
    ('0504111f-feb8-4a3c-992a-70280f9a2869', 'TEAMSPRO_MGMT', 'Microsoft Teams Premium Intelligent', 'User'),
    ('f8b44f54-18bb-46a3-9658-44ab58712968', 'TEAMSPRO_PROTECTION', 'Microsoft Teams Premium Secure', 'User'),
    ('9104f592-f2a7-4f77-904c-ca5a5715883f', 'TEAMSPRO_VIRTUALAPPT', 'Microsoft Teams Premium Virtual Appointment', 'User'),
    ('78b58230-ec7e-4309-913c-93a45cc4735b', 'TEAMSPRO_WEBINAR', 'Microsoft Teams Premium Webinar', 'User'),
    ('8e0c0a52-6a6c-4d40-8370-dd62790dcd70', 'THREAT_INTELLIGENCE', 'Microsoft Defender for Office 365 (Plan 2)', 'User'),
    ('795f6fe0-cc4d-4773-b050-5dde4dc704c9', 'UNIVERSAL_PRINT_01', 'Universal Print', 'User'),
    ('e7c91390-7625-45be-94e0-e16907e03118', 'Virtualization Rights for Windows 10 (E3/E5+VDA)', 'Windows 10 Enterprise (New)', 'User'),
    ('663a804f-1c30-4ff0-9915-9db84f0d1cea', 'VISIO_CLIENT_SUBSCRIPTION', 'VISIO DESKTOP APP', 'User'),
    ('2bdbaf8f-738f-4ac7-9234-3c3ee2ce7d0f', 'VISIOONLINE', 'VISIO WEB APP', 'User'),
    ('b44c6eaf-5c9f-478c-8f16-8cea26353bfb', 'Viva_Goals_Premium', 'Viva Goals', 'User'),
    ('7162bd38-edae-4022-83a7-c5837f951759', 'VIVA_LEARNING_PREMIUM', 'Viva Learning', 'User'),
    ('b76fb638-6ba6-402a-b9f9-83d28acb3d86', 'VIVA_LEARNING_SEEDED', 'Viva Learning Seeded', 'User'),
    ('43304c6a-1d4e-4e0b-9b06-5b2a2ff58a90', 'VIVAENGAGE_COMMUNITIES_AND_COMMUNICATIONS', 'Viva Engage Communities and Communications', 'User'),
    ('a82fbf69-b4d7-49f4-83a6-915b2cf354f4', 'VIVAENGAGE_CORE', 'Viva Engage Core', 'User'),
    ('c244cc9e-622f-4576-92ea-82e233e44e36', 'VIVAENGAGE_KNOWLEDGE', 'Viva Engage Knowledge', 'User'),
    ('36b29273-c6d0-477a-aca6-6fbe24f538e3', 'WHITEBOARD_FIRSTLINE1', 'Whiteboard (Firstline)', 'User'),
    ('b8afc642-032e-4de5-8c0a-507a7bba7e5d', 'WHITEBOARD_PLAN1', 'Whiteboard (Plan 1)', 'User'),
    ('94a54592-cd8b-425e-87c6-97868b000b91', 'WHITEBOARD_PLAN2', 'Whiteboard (Plan 2)', 'User'),
    ('4a51bca5-1eff-43f5-878c-177680f191af', 'WHITEBOARD_PLAN3', 'Whiteboard (Plan 3)', 'User'),
    ('e041597c-9c7f-4ed9-99b0-2663301576f7', 'WIN10_ENT_LOC_F1', 'Windows 10 Enterprise E3 (Local Only)', 'User'),
    ('21b439ba-a0ca-424f-a6cc-52f954a5b111', 'WIN10_PRO_ENT_SUB', 'Windows 10/11 Enterprise (Original)', 'User'),
    ('8e229017-d77b-43d5-9305-903395523b99', 'WINBIZ', 'Windows 10/11 Business', 'User'),
    ('871d91ec-ec1a-452b-a83f-bd76c7d770ef', 'WINDEFATP', 'Microsoft Defender For Endpoint', 'User'),
    ('9a6eeb79-0b4b-4bf0-9808-39d99a2cd5a3', 'Windows_Autopatch', 'Windows Autopatch', 'User'),
    ('7bf960f6-2cd9-443a-8046-5dbff9558365', 'WINDOWSUPDATEFORBUSINESS_DEPLOYMENTSERVICE', 'Windows Update for Business Deployment Service', 'User'),
    ('ff7b261f-d98b-415b-827c-42a3fdf015af', 'WORKPLACE_ANALYTICS_INSIGHTS_BACKEND', 'Microsoft Viva Insights Backend', 'User'),
    ('b622badb-1b45-48d5-920f-4b27a2c0996c', 'WORKPLACE_ANALYTICS_INSIGHTS_USER', 'Microsoft Viva Insights', 'User'),
    ('7547a3fe-08ee-4ccb-b430-5077c5041653', 'YAMMER_ENTERPRISE', 'Yammer Enterprise', 'User')
ON CONFLICT (id) DO UPDATE SET name = excluded.name, display_name = excluded.display_name, applies_to = excluded.applies_to
WHERE NOT p.is_published;

-- Each needs at least one of the others to be enabled for the same person.
UPDATE service_plans p SET needs_one_of = n.plans
FROM (SELECT d.name, array_agg(o.id ORDER BY o.name) AS plans
      FROM (VALUES
          ('SHAREPOINTWAC', '{ONEDRIVE_BASIC,ONEDRIVE_BASIC_P2,ONEDRIVESTANDARD,ONEDRIVEENTERPRISE,SHAREPOINTENTERPRISE,SHAREPOINTSTANDARD,SHAREPOINTDESKLESS}'::text[]),
          ('MCOEV', '{MCOSTANDARD,MCOIMP,TEAMS1}'::text[]),
          ('EXCHANGE_S_ARCHIVE_ADDON', '{EXCHANGE_S_STANDARD,EXCHANGE_S_ENTERPRISE,EXCHANGE_S_DESKLESS}'::text[]),
          ('RMS_S_PREMIUM', '{RMS_S_ENTERPRISE}'::text[])
      ) AS d (name, others) JOIN service_plans o ON o.name = ANY (d.others)
      GROUP BY d.name) n
WHERE p.name = n.name;

INSERT INTO skus AS s (id, part_number, display_name, applies_to, units_max) VALUES
    ('6fd2c87f-b296-42f0-b197-1e91e994b900', 'ENTERPRISEPACK', 'Office 365 E3', 'User', NULL),
    ('c7df2760-2c81-4ef7-b578-5b5392b571df', 'ENTERPRISEPREMIUM', 'Office 365 E5', 'User', NULL),
    ('18181a46-0d4e-45cd-891e-60aabd171b4e', 'STANDARDPACK', 'Office 365 E1', 'User', NULL),
    ('4b585984-651b-448a-9e53-3b10f069cf7f', 'DESKLESSPACK', 'Office 365 F3', 'User', NULL),
    ('05e9a617-0261-4cee-bb44-138d3ef5d965', 'SPE_E3', 'Microsoft 365 E3', 'User', NULL),
    ('06ebc4ee-1bb5-47dd-8120-11324bc54e06', 'SPE_E5', 'Microsoft 365 E5', 'User', NULL),
    ('66b55226-6b4f-492c-910c-a3b7a3c9d993', 'SPE_F1', 'Microsoft 365 F3', 'User', NULL),
    ('50f60901-3181-4b75-8a2c-4c8e4c1d5a72', 'M365_F1_COMM', 'Microsoft 365 F1', 'User', NULL),
    ('cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46', 'SPB', 'Microsoft 365 Business Premium', 'User', 300),
    ('3b555118-da6a-4418-894f-7df1e2096870', 'O365_BUSINESS_ESSENTIALS', 'Microsoft 365 Business Basic', 'User', 300),
    ('f245ecc8-75af-4f8e-b61f-27d8114de5f3', 'O365_BUSINESS_PREMIUM', 'Microsoft 365 Business Standard', 'User', 300),
    ('cdd28e44-67e3-425e-be4c-737fab2899d3', 'O365_BUSINESS', 'Microsoft 365 Apps for Business', 'User', 300),
    ('c2273bd0-dff7-4215-9ef5-2c7bcfb06425', 'OFFICESUBSCRIPTION', 'Microsoft 365 Apps for Enterprise', 'User', NULL),
    ('4b9405b0-7788-4568-add1-99614e613b69', 'EXCHANGESTANDARD', 'Exchange Online (Plan 1)', 'User', NULL),
    ('19ec0d23-8335-4cbd-94ac-6050e30712fa', 'EXCHANGEENTERPRISE', 'Exchange Online (Plan 2)', 'User', NULL),
    ('80b2d799-d2ba-4d2a-8842-fb0d0f3a4b82', 'EXCHANGEDESKLESS', 'Exchange Online Kiosk', 'User', NULL),
    ('ee02fd1b-340e-4a4b-b355-4a514e4c8943', 'EXCHANGEARCHIVE_ADDON', 'Exchange Online Archiving for Exchange Online', 'User', NULL),
    ('1fc08a02-8b3d-43b9-831e-f76859e04e1a', 'SHAREPOINTSTANDARD', 'SharePoint Online (Plan 1)', 'User', NULL),
    ('a9732ec9-17d9-494c-a51c-d6b45b384dcb', 'SHAREPOINTENTERPRISE', 'SharePoint Online (Plan 2)', 'User', NULL),
    ('99049c9c-6011-4908-bf17-15f496e6519d', 'SHAREPOINTSTORAGE', 'Office 365 Extra File Storage', 'Company', NULL),
    ('ed01faf2-1d88-4947-ae91-45ca18703a96', 'WACONEDRIVEENTERPRISE', 'OneDrive for Business (Plan 2)', 'User', NULL),
    ('078d2b04-f1bd-4111-bbd4-b4b1b354cef4', 'AAD_PREMIUM', 'Microsoft Entra ID P1', 'User', NULL),
    ('84a661c4-e949-4bd2-a560-ed7766fcaf2b', 'AAD_PREMIUM_P2', 'Microsoft Entra ID P2', 'User', NULL),
    ('efccb6f7-5641-4e0e-bd10-b4976e1bf68e', 'EMS', 'Enterprise Mobility + Security E3', 'User', NULL),
    ('b05e124f-c7cc-45a0-a6aa-8cf78c946968', 'EMSPREMIUM', 'Enterprise Mobility + Security E5', 'User', NULL),
    ('061f9ace-7d42-4136-88ac-31dc755f143f', 'INTUNE_A', 'Intune', 'User', NULL),
    ('2b317a4a-77a6-4188-9437-b68a77b4e2c6', 'INTUNE_A_D', 'Microsoft Intune Device', 'User', NULL),
    ('a403ebcc-fae0-4ca2-8c8c-7a907fd6c235', 'POWER_BI_STANDARD', 'Microsoft Fabric (Free)', 'User', NULL),
    ('f8a1db68-be16-40ed-86d5-cb42ce701560', 'POWER_BI_PRO', 'Power BI Pro', 'User', NULL),
    ('c1d032e0-5619-4761-9b5c-75b6831e1711', 'PBI_PREMIUM_PER_USER', 'Power BI Premium Per User', 'User', NULL),
    ('f30db892-07e9-47e9-837c-80727f46fd3d', 'FLOW_FREE', 'Microsoft Power Automate Free', 'User', NULL),
    ('b30411f5-fea1-4a59-9ad9-3db7c7ead579', 'POWERAPPS_PER_USER', 'Power Apps Premium', 'User', NULL),
    ('4a51bf65-409c-4a91-b845-1121b571cc9d', 'FLOW_PER_USER', 'Power Automate per user plan', 'User', NULL),
    ('c5928f49-12ba-48f7-ada3-0d743a3601d5', 'VISIOCLIENT', 'Visio Plan 2', 'User', NULL),
    ('4b244418-9658-4451-a2b8-b5e2b364e9bd', 'VISIOONLINE_PLAN1', 'Visio Plan 1', 'User', NULL),
    ('53818b1b-4a27-454b-8896-0dba576410e6', 'PROJECTPROFESSIONAL', 'Planner and Project Plan 3', 'User', NULL),
    ('09015f9f-377f-4538-bbb5-f75ceb09358a', 'PROJECTPREMIUM', 'Project Online Premium', 'User', NULL),
    ('beb6439c-caad-48d3-bf46-0c82871e12be', 'PROJECT_P1', 'Planner Plan 1', 'User', NULL),
    ('e43b5b99-8dfb-405f-9987-dc307f34bcbd', 'MCOEV', 'Microsoft Teams Phone Standard', 'User', NULL),
    ('0c266dff-15dd-4b49-8397-2bb16070ed52', 'MCOMEETADV', 'Microsoft 365 Audio Conferencing', 'User', NULL),
    ('0dab259f-bf13-4952-b7f8-7db8f131b28d', 'MCOPSTN1', 'Skype for Business PSTN Domestic Calling', 'User', NULL),
    ('440eaaa8-b3e0-484b-a8be-62870b9ba70a', 'PHONESYSTEM_VIRTUALUSER', 'Microsoft Teams Phone Resource Account', 'User', NULL),
    ('295a8eb0-f78d-45c7-8b5b-1eed5ed02dff', 'MCOCAP', 'Microsoft Teams Shared Devices', 'User', NULL),
    ('4cde982a-ede4-4409-9ae6-b003453c8ea6', 'Microsoft_Teams_Rooms_Pro', 'Microsoft Teams Rooms Pro', 'User', NULL),
    ('6af4b3d6-14bb-4a2a-960c-6c902aad34f3', 'Microsoft_Teams_Rooms_Basic', 'Microsoft Teams Rooms Basic', 'User', NULL),
    ('36a0f3b3-adb5-49ea-bf66-762134cf063a', 'Microsoft_Teams_Premium', 'Microsoft Teams Premium Introductory Pricing', 'User', NULL),
    ('3ab6abff-666f-4424-bfb7-f0bc274ec7bc', 'TEAMS_ESSENTIALS_AAD', 'Microsoft Teams Essentials (AAD Identity)', 'User', NULL),
    ('7e31c0d9-9551-471d-836f-32ee72be4a01', 'Microsoft_Teams_Enterprise_New', 'Microsoft Teams Enterprise', 'User', NULL),
    ('4ef96642-f096-40de-a3e9-d83fb2f90211', 'ATP_ENTERPRISE', 'Microsoft Defender for Office 365 (Plan 1)', 'User', NULL),
    ('3dd6cf57-d688-4eed-ba52-9e40b5468c3e', 'THREAT_INTELLIGENCE', 'Microsoft Defender for Office 365 (Plan 2)', 'User', NULL),
    ('111046dd-295b-4d6d-9724-d52ac90bd1f2', 'WIN_DEF_ATP', 'Microsoft Defender for Endpoint', 'User', NULL),
    ('16a55f2f-ff35-4cd5-9146-fb784e3761a5', 'DEFENDER_ENDPOINT_P1', 'Microsoft Defender for Endpoint P1', 'User', NULL),
    ('98defdf7-f6c1-44f5-a1f6-943b6764e7a5', 'ATA', 'Microsoft Defender for Identity', 'User', NULL),
    ('df845ce7-05f9-4894-b5f2-11bbfbcfd2b6', 'ADALLOM_STANDALONE', 'Microsoft Cloud App Security', 'User', NULL),
    ('c52ea49f-fe5d-4e95-93ba-1de91d380f89', 'RIGHTSMANAGEMENT', 'Azure Information Protection Plan 1', 'User', NULL),
    ('639dec6b-bb19-468b-871c-c5c441c4b0cb', 'Microsoft_365_Copilot', 'Microsoft Copilot for Microsoft 365', 'User', NULL),
    ('6a0f6da5-0b87-4190-a6ae-9bb5a2b9546a', 'WIN10_VDA_E3', 'Windows 10/11 Enterprise E3', 'User', NULL),
    ('488ba24a-39a9-4473-8ee5-19291e71b002', 'WIN10_VDA_E5', 'Windows 10/11 Enterprise E5', 'User', NULL),
    ('1e1a282c-9c54-43a2-9310-98ef728faace', 'DYN365_ENTERPRISE_SALES', 'Dynamics 365 for Sales Enterprise Edition', 'User', NULL),
    ('749742bf-0d37-4158-a120-33567104deeb', 'DYN365_ENTERPRISE_CUSTOMER_SERVICE', 'Dynamics 365 for Customer Service Enterprise Edition', 'User', NULL),
    ('2880026b-2b0c-4251-8656-5d41ff11e3aa', 'DYN365_BUSCENTRAL_ESSENTIAL', 'Dynamics 365 Business Central Essentials', 'User', NULL),
    ('184efa21-98c3-4e5d-95ab-d07053a96e67', 'INFORMATION_PROTECTION_COMPLIANCE', 'Microsoft 365 E5 Compliance', 'User', NULL),
    ('26124093-3d78-432b-b5dc-48bf992543d5', 'IDENTITY_THREAT_PROTECTION', 'Microsoft 365 E5 Security', 'User', NULL),
    ('61902246-d7cb-453e-85cd-53ee28eec138', 'VIVA', 'Microsoft Viva Suite', 'User', NULL)
ON CONFLICT (id) DO UPDATE SET part_number = excluded.part_number, display_name = excluded.display_name,
    applies_to = excluded.applies_to, units_max = excluded.units_max
WHERE NOT s.is_published;

INSERT INTO sku_plans (sku_id, plan_id)
SELECT s.id, p.id
FROM (VALUES
    ('ENTERPRISEPACK',
        'TEAMS1|WHITEBOARD_PLAN2|VIVA_LEARNING_SEEDED|VIVAENGAGE_CORE|BPOS_S_TODO_2|SWAY|MCOSTANDARD|'
     || 'SHAREPOINTENTERPRISE|PROJECT_O365_P2|SHAREPOINTWAC|MESH_AVATARS_FOR_TEAMS|MESH_AVATARS_ADDITIONAL_FOR_TEAMS|'
     || 'RMS_S_ENTERPRISE|Bing_Chat_Enterprise|CDS_O365_P2|EXCHANGE_S_ENTERPRISE|MESH_IMMERSIVE_FOR_TEAMS|'
     || 'ContentExplorer_Standard|MIP_S_CLP1|MYANALYTICS_P2|OFFICESUBSCRIPTION|Nucleus|DYN365_CDS_O365_P2|'
     || 'MICROSOFTBOOKINGS|FORMS_PLAN_E3|KAIZALA_O365_P3|PROJECTWORKMANAGEMENT|MICROSOFT_SEARCH|Deskless|STREAM_O365_E3|'
     || 'INTUNE_O365|M365_LIGHTHOUSE_CUSTOMER_PLAN1|FLOW_O365_P2|POWERAPPS_O365_P2|YAMMER_ENTERPRISE|'
     || 'POWER_VIRTUAL_AGENTS_O365_P2|ATP_ENTERPRISE'),
    ('ENTERPRISEPREMIUM',
        'WHITEBOARD_PLAN3|VIVA_LEARNING_SEEDED|YAMMER_ENTERPRISE|VIVAENGAGE_CORE|BPOS_S_TODO_3|DYN365_CDS_O365_P3|SWAY|'
     || 'CUSTOMER_KEY|CDS_O365_P3|COMMUNICATIONS_DLP|MICROSOFTBOOKINGS|RMS_S_ENTERPRISE|MCOEV|MTP|MCOMEETADV|'
     || 'OFFICESUBSCRIPTION|ATP_ENTERPRISE|M365_ADVANCED_AUDITING|MYANALYTICS_P2|MIP_S_CLP1|MIP_S_CLP2|'
     || 'ContentExplorer_Standard|Content_Explorer|INFORMATION_BARRIERS|GRAPH_CONNECTORS_SEARCH_INDEX|'
     || 'EXCHANGE_S_ENTERPRISE|MIP_S_Exchange|LOCKBOX_ENTERPRISE|MICROSOFT_COMMUNICATION_COMPLIANCE|THREAT_INTELLIGENCE|'
     || 'DATA_INVESTIGATIONS|FORMS_PLAN_E5|MCOSTANDARD|SHAREPOINTENTERPRISE|COMMUNICATIONS_COMPLIANCE|PROJECT_O365_P3|'
     || 'PREMIUM_ENCRYPTION|POWERAPPS_O365_P3|POWER_VIRTUAL_AGENTS_O365_P3|BI_AZURE_P2|FLOW_O365_P3|EXCEL_PREMIUM|'
     || 'PAM_ENTERPRISE|ADALLOM_S_O365|SHAREPOINTWAC|INTUNE_O365|INFO_GOVERNANCE|EQUIVIO_ANALYTICS|EXCHANGE_ANALYTICS|'
     || 'PROJECTWORKMANAGEMENT|KAIZALA_STANDALONE|MICROSOFT_SEARCH|Deskless|STREAM_O365_E5|TEAMS1|RECORDS_MANAGEMENT'),
    ('STANDARDPACK',
        'BPOS_S_TODO_1|Nucleus|STREAM_O365_E1|RMS_S_BASIC|DYN365_CDS_O365_P1|YAMMER_ENTERPRISE|WHITEBOARD_PLAN1|'
     || 'VIVA_LEARNING_SEEDED|VIVAENGAGE_CORE|SWAY|MCOSTANDARD|SHAREPOINTSTANDARD|PROJECT_O365_P1|'
     || 'OFFICEMOBILE_SUBSCRIPTION|SHAREPOINTWAC|POWER_VIRTUAL_AGENTS_O365_P1|POWERAPPS_O365_P1|INTUNE_O365|Deskless|'
     || 'MICROSOFT_SEARCH|PROJECTWORKMANAGEMENT|KAIZALA_O365_P2|FORMS_PLAN_E1|MICROSOFTBOOKINGS|'
     || 'M365_LIGHTHOUSE_CUSTOMER_PLAN1|MYANALYTICS_P2|MESH_IMMERSIVE_FOR_TEAMS|EXCHANGE_S_STANDARD|CDS_O365_P1|'
     || 'Bing_Chat_Enterprise|MESH_AVATARS_ADDITIONAL_FOR_TEAMS|MESH_AVATARS_FOR_TEAMS|TEAMS1|FLOW_O365_P1'),
    ('DESKLESSPACK',
        'DYN365_CDS_O365_F1|POWER_VIRTUAL_AGENTS_O365_F1|FLOW_O365_S1|POWERAPPS_O365_S1|OFFICEMOBILE_SUBSCRIPTION|'
     || 'SHAREPOINTWAC|INTUNE_O365|TEAMS1|STREAM_O365_K|Deskless|PROJECT_O365_F3|KAIZALA_O365_P1|FORMS_PLAN_K|'
     || 'MICROSOFTBOOKINGS|RMS_S_BASIC|EXCHANGE_S_DESKLESS|CDS_O365_F1|MICROSOFT_SEARCH|PROJECTWORKMANAGEMENT|MCOIMP|'
     || 'SWAY|BPOS_S_TODO_FIRSTLINE|VIVAENGAGE_CORE|WHITEBOARD_FIRSTLINE1|YAMMER_ENTERPRISE|SHAREPOINTDESKLESS'),
    ('SPE_E3',
        'UNIVERSAL_PRINT_01|YAMMER_ENTERPRISE|WHITEBOARD_PLAN2|SWAY|VIVAENGAGE_CORE|BPOS_S_TODO_2|WIN10_PRO_ENT_SUB|'
     || 'VIVA_LEARNING_SEEDED|Windows_Autopatch|INTUNE_A|RMS_S_PREMIUM|DYN365_CDS_O365_P2|MFA_PREMIUM|'
     || 'ADALLOM_S_DISCOVERY|AAD_PREMIUM|MCOSTANDARD|POWERAPPS_O365_P2|POWER_VIRTUAL_AGENTS_O365_P2|'
     || 'WINDOWSUPDATEFORBUSINESS_DEPLOYMENTSERVICE|SHAREPOINTENTERPRISE|FLOW_O365_P2|PROJECT_O365_P2|'
     || 'Bing_Chat_Enterprise|MESH_AVATARS_FOR_TEAMS|MESH_AVATARS_ADDITIONAL_FOR_TEAMS|RMS_S_ENTERPRISE|CDS_O365_P2|'
     || 'GRAPH_CONNECTORS_SEARCH_INDEX|MESH_IMMERSIVE_FOR_TEAMS|ContentExplorer_Standard|MIP_S_CLP1|MYANALYTICS_P2|'
     || 'OFFICESUBSCRIPTION|M365_LIGHTHOUSE_CUSTOMER_PLAN1|M365_LIGHTHOUSE_PARTNER_PLAN1|EXCHANGE_S_ENTERPRISE|CLIPCHAMP|'
     || 'MICROSOFTBOOKINGS|Nucleus|INTUNE_O365|SHAREPOINTWAC|STREAM_O365_E3|Deskless|TEAMS1|PROJECTWORKMANAGEMENT|'
     || 'MICROSOFT_LOOP|KAIZALA_O365_P3|FORMS_PLAN_E3|MDE_LITE|MICROSOFT_SEARCH|ATP_ENTERPRISE'),
    ('SPE_E5',
        'Deskless|MCOSTANDARD|SHAREPOINTENTERPRISE|INSIDER_RISK_MANAGEMENT|COMMUNICATIONS_COMPLIANCE|PURVIEW_DISCOVERY|'
     || 'PROJECT_O365_P3|PREMIUM_ENCRYPTION|BI_AZURE_P2|POWERAPPS_O365_P3|SHAREPOINTWAC|SWAY|PAM_ENTERPRISE|'
     || 'ADALLOM_S_O365|EQUIVIO_ANALYTICS|Nucleus|INTUNE_O365|TEAMS1|STREAM_O365_E5|SAFEDOCS|BPOS_S_TODO_3|'
     || 'VIVA_LEARNING_SEEDED|MICROSOFT_SEARCH|POWER_VIRTUAL_AGENTS_O365_P3|FLOW_O365_P3|INTUNE_A|AAD_PREMIUM_P2|'
     || 'AAD_PREMIUM|ATA|ADALLOM_S_STANDALONE|MFA_PREMIUM|DYN365_CDS_O365_P3|RMS_S_PREMIUM2|RMS_S_PREMIUM|'
     || 'WINDOWSUPDATEFORBUSINESS_DEPLOYMENTSERVICE|Windows_Autopatch|WIN10_PRO_ENT_SUB|UNIVERSAL_PRINT_01|'
     || 'MICROSOFTENDPOINTDLP|WINDEFATP|YAMMER_ENTERPRISE|WHITEBOARD_PLAN3|VIVAENGAGE_CORE|RECORDS_MANAGEMENT|'
     || 'Defender_for_Iot_Enterprise|EXCHANGE_ANALYTICS|MYANALYTICS_P2|MIP_S_CLP1|MIP_S_CLP2|ContentExplorer_Standard|'
     || 'Content_Explorer|INFORMATION_BARRIERS|MESH_IMMERSIVE_FOR_TEAMS|GRAPH_CONNECTORS_SEARCH_INDEX|'
     || 'EXCHANGE_S_ENTERPRISE|MIP_S_Exchange|CustomerLockboxA_Enterprise|LOCKBOX_ENTERPRISE|CDS_O365_P3|'
     || 'Bing_Chat_Enterprise|RMS_S_ENTERPRISE|MESH_AVATARS_ADDITIONAL_FOR_TEAMS|PROJECTWORKMANAGEMENT|'
     || 'M365_ADVANCED_AUDITING|OFFICESUBSCRIPTION|MESH_AVATARS_FOR_TEAMS|M365_AUDIT_PLATFORM|ML_CLASSIFICATION|'
     || 'MICROSOFT_LOOP|KAIZALA_STANDALONE|INSIDER_RISK|INFO_GOVERNANCE|MCOMEETADV|EXCEL_PREMIUM|THREAT_INTELLIGENCE|'
     || 'ATP_ENTERPRISE|FORMS_PLAN_E5|CUSTOMER_KEY|COMMUNICATIONS_DLP|CLIPCHAMP|MICROSOFTBOOKINGS|MCOEV|'
     || 'M365_LIGHTHOUSE_CUSTOMER_PLAN1|MTP|MICROSOFT_COMMUNICATION_COMPLIANCE|DATA_INVESTIGATIONS'),
    ('SPE_F1',
        'FLOW_O365_S1|POWER_VIRTUAL_AGENTS_O365_F1|POWERAPPS_O365_S1|RMS_S_PREMIUM|INTUNE_A|DYN365_CDS_O365_F1|'
     || 'WINDOWSUPDATEFORBUSINESS_DEPLOYMENTSERVICE|Windows_Autopatch|UNIVERSAL_PRINT_01|YAMMER_ENTERPRISE|'
     || 'WIN10_ENT_LOC_F1|WHITEBOARD_FIRSTLINE1|VIVA_LEARNING_SEEDED|VIVAENGAGE_CORE|BPOS_S_TODO_FIRSTLINE|SWAY|MCOIMP|'
     || 'SHAREPOINTDESKLESS|PROJECT_O365_F3|OFFICEMOBILE_SUBSCRIPTION|SHAREPOINTWAC|Nucleus|INTUNE_O365|TEAMS1|Deskless|'
     || 'PROJECTWORKMANAGEMENT|KAIZALA_O365_P1|FORMS_PLAN_K|MICROSOFTBOOKINGS|M365_LIGHTHOUSE_CUSTOMER_PLAN1|'
     || 'EXCHANGE_S_DESKLESS|CDS_O365_F1|Bing_Chat_Enterprise|RMS_S_ENTERPRISE|MFA_PREMIUM|STREAM_O365_K|'
     || 'MICROSOFT_SEARCH|ADALLOM_S_DISCOVERY|AAD_PREMIUM'),
    ('M365_F1_COMM',
        'INTUNE_A|AAD_PREMIUM|RMS_S_PREMIUM|ADALLOM_S_DISCOVERY|DYN365_CDS_O365_F1|EXCHANGE_S_DESKLESS|RMS_S_ENTERPRISE|'
     || 'MFA_PREMIUM|MICROSOFTBOOKINGS|PROJECTWORKMANAGEMENT|STREAM_O365_K|VIVAENGAGE_CORE|YAMMER_ENTERPRISE|MCOIMP|'
     || 'SHAREPOINTDESKLESS|INTUNE_O365|TEAMS1|MICROSOFT_SEARCH'),
    ('SPB',
        'O365_SB_Relationship_Management|POWERAPPS_O365_P1|FLOW_O365_P1|POWER_VIRTUAL_AGENTS_O365_P3|SHAREPOINTSTANDARD|'
     || 'PURVIEW_DISCOVERY|INTUNE_O365|OFFICE_SHARED_COMPUTER_ACTIVATION|SHAREPOINTWAC|Nucleus|STREAM_O365_E1|TEAMS1|'
     || 'PROJECT_O365_P3|INTUNE_A|DYN365_CDS_O365_P3|AAD_PREMIUM|ADALLOM_S_DISCOVERY|MFA_PREMIUM|Deskless|RMS_S_PREMIUM|'
     || 'AAD_SMB|WINDOWSUPDATEFORBUSINESS_DEPLOYMENTSERVICE|WINBIZ|UNIVERSAL_PRINT_01|YAMMER_ENTERPRISE|WHITEBOARD_PLAN1|'
     || 'VIVA_LEARNING_SEEDED|VIVAENGAGE_CORE|BPOS_S_TODO_1|INTUNE_SMBIZ|MICROSOFT_SEARCH|MDE_SMB|MICROSOFT_LOOP|SWAY|'
     || 'DYN365BC_MS_INVOICING|MESH_AVATARS_FOR_TEAMS|MESH_AVATARS_ADDITIONAL_FOR_TEAMS|PROJECTWORKMANAGEMENT|'
     || 'CDS_O365_P3|Bing_Chat_Enterprise|BPOS_S_DlpAddOn|EXCHANGE_S_FOUNDATION|EXCHANGE_S_STANDARD|RMS_S_ENTERPRISE|'
     || 'MYANALYTICS_P2|KAIZALA_O365_P2|EXCHANGE_S_ARCHIVE_ADDON|FORMS_PLAN_E1|ATP_ENTERPRISE|MCOSTANDARD|'
     || 'MICROSOFTBOOKINGS|M365_LIGHTHOUSE_PARTNER_PLAN1|M365_LIGHTHOUSE_CUSTOMER_PLAN1|OFFICE_BUSINESS|CLIPCHAMP'),
    ('O365_BUSINESS_ESSENTIALS',
        'YAMMER_ENTERPRISE|EXCHANGE_S_STANDARD|SWAY|SHAREPOINTWAC|SHAREPOINTSTANDARD|PROJECTWORKMANAGEMENT|'
     || 'POWERAPPS_O365_P1|OFFICEMOBILE_SUBSCRIPTION|MCOSTANDARD|FORMS_PLAN_E1|FLOW_O365_P1|BPOS_S_TODO_1|TEAMS1'),
    ('O365_BUSINESS_PREMIUM',
        'M365_LIGHTHOUSE_CUSTOMER_PLAN1|MICROSOFT_LOOP|KAIZALA_O365_P2|FORMS_PLAN_E1|CLIPCHAMP|MICROSOFTBOOKINGS|'
     || 'CDS_O365_P2|MYANALYTICS_P2|EXCHANGE_S_STANDARD|Bing_Chat_Enterprise|PROJECTWORKMANAGEMENT|'
     || 'MESH_AVATARS_ADDITIONAL_FOR_TEAMS|MESH_AVATARS_FOR_TEAMS|DYN365BC_MS_INVOICING|OFFICE_BUSINESS|MICROSOFT_SEARCH|'
     || 'Nucleus|TEAMS1|POWER_VIRTUAL_AGENTS_O365_P2|FLOW_O365_P1|POWERAPPS_O365_P1|RMS_S_BASIC|DYN365_CDS_O365_P2|'
     || 'YAMMER_ENTERPRISE|WHITEBOARD_PLAN1|VIVA_LEARNING_SEEDED|VIVAENGAGE_CORE|BPOS_S_TODO_1|STREAM_O365_SMB|'
     || 'MCOSTANDARD|SHAREPOINTSTANDARD|O365_SB_Relationship_Management|PROJECT_O365_P2|SHAREPOINTWAC|INTUNE_O365|'
     || 'Deskless|SWAY'),
    ('O365_BUSINESS',
        'ONEDRIVESTANDARD|SWAY|SHAREPOINTWAC|OFFICE_BUSINESS|FORMS_PLAN_E1'),
    ('OFFICESUBSCRIPTION',
        'EXCHANGE_S_FOUNDATION|OFFICESUBSCRIPTION|FORMS_PLAN_E1|MICROSOFT_SEARCH|SWAY|SHAREPOINTWAC|WHITEBOARD_PLAN2|'
     || 'INTUNE_O365|ONEDRIVESTANDARD'),
    ('EXCHANGESTANDARD',
        'BPOS_S_TODO_1|INTUNE_O365|EXCHANGE_S_STANDARD'),
    ('EXCHANGEENTERPRISE',
        'EXCHANGE_S_ENTERPRISE'),
    ('EXCHANGEDESKLESS',
        'EXCHANGE_S_DESKLESS'),
    ('EXCHANGEARCHIVE_ADDON',
        'EXCHANGE_S_ARCHIVE_ADDON'),
    ('SHAREPOINTSTANDARD',
        'SHAREPOINTSTANDARD'),
    ('SHAREPOINTENTERPRISE',
        'SHAREPOINTENTERPRISE'),
    ('SHAREPOINTSTORAGE',
        'SHAREPOINTSTORAGE'),
    ('WACONEDRIVEENTERPRISE',
        'ONEDRIVEENTERPRISE|SHAREPOINTWAC'),
    ('AAD_PREMIUM',
        'AAD_PREMIUM|MFA_PREMIUM|ADALLOM_S_DISCOVERY|EXCHANGE_S_FOUNDATION'),
    ('AAD_PREMIUM_P2',
        'AAD_PREMIUM|ADALLOM_S_DISCOVERY|EXCHANGE_S_FOUNDATION|MFA_PREMIUM|AAD_PREMIUM_P2'),
    ('EMS',
        'AAD_PREMIUM|RMS_S_PREMIUM|ADALLOM_S_DISCOVERY|EXCHANGE_S_FOUNDATION|RMS_S_ENTERPRISE|MFA_PREMIUM|INTUNE_A'),
    ('EMSPREMIUM',
        'EXCHANGE_S_FOUNDATION|ATA|MFA_PREMIUM|RMS_S_ENTERPRISE|RMS_S_PREMIUM2|INTUNE_A|RMS_S_PREMIUM|AAD_PREMIUM_P2|'
     || 'AAD_PREMIUM|ADALLOM_S_STANDALONE'),
    ('INTUNE_A',
        'INTUNE_A'),
    ('INTUNE_A_D',
        'INTUNE_A|EXCHANGE_S_FOUNDATION'),
    ('POWER_BI_STANDARD',
        'PURVIEW_DISCOVERY|BI_AZURE_P0|EXCHANGE_S_FOUNDATION'),
    ('POWER_BI_PRO',
        'BI_AZURE_P2|EXCHANGE_S_FOUNDATION'),
    ('PBI_PREMIUM_PER_USER',
        'BI_AZURE_P2|BI_AZURE_P3|EXCHANGE_S_FOUNDATION'),
    ('FLOW_FREE',
        'DYN365_CDS_VIRAL|EXCHANGE_S_FOUNDATION|FLOW_P2_VIRAL'),
    ('POWERAPPS_PER_USER',
        'CDSAICAPACITY_PERUSER|EXCHANGE_S_FOUNDATION|CDSAICAPACITY_PERUSER_NEW|DYN365_CDS_P2|POWERAPPS_PER_USER|'
     || 'Flow_PowerApps_PerUser|Power_Pages_Internal_User'),
    ('FLOW_PER_USER',
        'DYN365_CDS_P2|EXCHANGE_S_FOUNDATION|FLOW_PER_USER'),
    ('VISIOCLIENT',
        'EXCHANGE_S_FOUNDATION|ONEDRIVE_BASIC|VISIO_CLIENT_SUBSCRIPTION|VISIOONLINE'),
    ('VISIOONLINE_PLAN1',
        'ONEDRIVE_BASIC|VISIOONLINE|EXCHANGE_S_FOUNDATION'),
    ('PROJECTPROFESSIONAL',
        'PROJECT_PROFESSIONAL|SHAREPOINT_PROJECT|PROJECT_CLIENT_SUBSCRIPTION|SHAREPOINTWAC|FLOW_FOR_PROJECT|'
     || 'EXCHANGE_S_FOUNDATION|SHAREPOINTENTERPRISE|DYN365_CDS_PROJECT'),
    ('PROJECTPREMIUM',
        'SHAREPOINTENTERPRISE|PROJECT_CLIENT_SUBSCRIPTION|SHAREPOINT_PROJECT|SHAREPOINTWAC'),
    ('PROJECT_P1',
        'EXCHANGE_S_FOUNDATION|Power_Automate_For_Project_P1|PROJECT_ESSENTIALS|DYN365_CDS_FOR_PROJECT_P1|'
     || 'SHAREPOINTSTANDARD|PROJECT_P1'),
    ('MCOEV',
        'MCOEV'),
    ('MCOMEETADV',
        'MCOMEETADV'),
    ('MCOPSTN1',
        'MCOPSTN1'),
    ('PHONESYSTEM_VIRTUALUSER',
        'MCOEV_VIRTUALUSER'),
    ('MCOCAP',
        'MCOEV|TEAMS1|MCOSTANDARD|INTUNE_A|AAD_PREMIUM|EXCHANGE_S_ENTERPRISE'),
    ('Microsoft_Teams_Rooms_Pro',
        'AAD_PREMIUM|MCOMEETADV|MCOEV|INTUNE_A|TEAMS1|MCOSTANDARD|WHITEBOARD_PLAN3'),
    ('Microsoft_Teams_Rooms_Basic',
        'MCOMEETADV|TEAMS1|Teams_Rooms_Basic|Teams_Room_Basic|Teams_Room_Pro|WHITEBOARD_PLAN3'),
    ('Microsoft_Teams_Premium',
        'MICROSOFT_ECDN|TEAMSPRO_MGMT|TEAMSPRO_CUST|TEAMSPRO_VIRTUALAPPT|MCO_VIRTUAL_APPT|TEAMSPRO_PROTECTION|'
     || 'TEAMSPRO_WEBINAR'),
    ('TEAMS_ESSENTIALS_AAD',
        'SHAREPOINTWAC|MCOIMP|ONEDRIVE_BASIC_P2|INTUNE_O365|TEAMS1|MICROSOFT_SEARCH|FORMS_PLAN_E1|EXCHANGE_S_DESKLESS'),
    ('Microsoft_Teams_Enterprise_New',
        'MCOIMP|EXCHANGE_S_DESKLESS|MESH_IMMERSIVE_FOR_TEAMS|MICROSOFTBOOKINGS|FORMS_PLAN_E1|MICROSOFT_SEARCH|'
     || 'MESH_AVATARS_FOR_TEAMS|INTUNE_O365|MESH_AVATARS_ADDITIONAL_FOR_TEAMS|TEAMS1|ONEDRIVE_BASIC_P2|SHAREPOINTWAC|'
     || 'PLACES_CORE'),
    ('ATP_ENTERPRISE',
        'ATP_ENTERPRISE'),
    ('THREAT_INTELLIGENCE',
        'THREAT_INTELLIGENCE|MTP|ATP_ENTERPRISE'),
    ('WIN_DEF_ATP',
        'WINDEFATP|EXCHANGE_S_FOUNDATION'),
    ('DEFENDER_ENDPOINT_P1',
        'MDE_LITE|Intune_Defender'),
    ('ATA',
        'ADALLOM_FOR_AATP|EXCHANGE_S_FOUNDATION|ATA'),
    ('ADALLOM_STANDALONE',
        'EXCHANGE_S_FOUNDATION|ADALLOM_S_STANDALONE'),
    ('RIGHTSMANAGEMENT',
        'RMS_S_PREMIUM|RMS_S_ENTERPRISE'),
    ('Microsoft_365_Copilot',
        'GRAPH_CONNECTORS_COPILOT|M365_COPILOT_INTELLIGENT_SEARCH|M365_COPILOT_BUSINESS_CHAT|M365_COPILOT_TEAMS|'
     || 'M365_COPILOT_CONNECTORS|M365_COPILOT_APPS'),
    ('WIN10_VDA_E3',
        'Windows_Autopatch|WINDOWSUPDATEFORBUSINESS_DEPLOYMENTSERVICE|Virtualization Rights for Windows 10 (E3/E5+VDA)|'
     || 'UNIVERSAL_PRINT_01|EXCHANGE_S_FOUNDATION'),
    ('WIN10_VDA_E5',
        'EXCHANGE_S_FOUNDATION|WINDEFATP|UNIVERSAL_PRINT_01|Virtualization Rights for Windows 10 (E3/E5+VDA)|'
     || 'WINDOWSUPDATEFORBUSINESS_DEPLOYMENTSERVICE|Windows_Autopatch'),
    ('DYN365_ENTERPRISE_SALES',
        'SHAREPOINTWAC|SHAREPOINTENTERPRISE|PROJECT_ESSENTIALS|POWERAPPS_DYN_APPS|NBENTERPRISE|FLOW_DYN_APPS|'
     || 'DYN365_ENTERPRISE_SALES'),
    ('DYN365_ENTERPRISE_CUSTOMER_SERVICE',
        'Forms_Pro_Service|D365_CSI_EMBED_CSEnterprise|EXCHANGE_S_FOUNDATION|SHAREPOINTWAC|FLOW_DYN_APPS|NBENTERPRISE|'
     || 'POWERAPPS_DYN_APPS|PROJECT_ESSENTIALS|SHAREPOINTENTERPRISE|DYN365_ENTERPRISE_CUSTOMER_SERVICE'),
    ('DYN365_BUSCENTRAL_ESSENTIAL',
        'POWERAPPS_DYN_APPS|EXCHANGE_S_FOUNDATION|DYN365_FINANCIALS_BUSINESS|FLOW_DYN_APPS'),
    ('INFORMATION_PROTECTION_COMPLIANCE',
        'M365_ADVANCED_AUDITING|COMMUNICATIONS_DLP|MICROSOFT_COMMUNICATION_COMPLIANCE|MIP_S_CLP2|'
     || 'ContentExplorer_Standard|LOCKBOX_ENTERPRISE|INFORMATION_BARRIERS|MIP_S_Exchange|CUSTOMER_KEY|Content_Explorer|'
     || 'DATA_INVESTIGATIONS|INFO_GOVERNANCE|MICROSOFTENDPOINTDLP|ML_CLASSIFICATION|RECORDS_MANAGEMENT|EQUIVIO_ANALYTICS|'
     || 'PAM_ENTERPRISE|PREMIUM_ENCRYPTION|COMMUNICATIONS_COMPLIANCE|INSIDER_RISK_MANAGEMENT|INSIDER_RISK|RMS_S_PREMIUM2|'
     || 'ADALLOM_S_STANDALONE'),
    ('IDENTITY_THREAT_PROTECTION',
        'MTP|ATP_ENTERPRISE|THREAT_INTELLIGENCE|SAFEDOCS|WINDEFATP|AAD_PREMIUM_P2|ADALLOM_S_STANDALONE|ATA'),
    ('VIVA',
        'VIVAENGAGE_KNOWLEDGE|GRAPH_CONNECTORS_SEARCH_INDEX_TOPICEXP|WORKPLACE_ANALYTICS_INSIGHTS_USER|'
     || 'WORKPLACE_ANALYTICS_INSIGHTS_BACKEND|CORTEX|VIVAENGAGE_COMMUNITIES_AND_COMMUNICATIONS|Viva_Goals_Premium|'
     || 'VIVA_LEARNING_PREMIUM')
) AS composed (part_number, plans)
    JOIN skus s ON s.part_number = composed.part_number AND NOT s.is_published
    JOIN service_plans p ON p.name = ANY (string_to_array(composed.plans, '|'))
ON CONFLICT DO NOTHING;
